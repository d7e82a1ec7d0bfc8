create table dataset (
    id varchar(36) primary key,
    name varchar(200) not null,
    version integer not null,
    format varchar(20) not null,
    row_count bigint not null,
    profile text not null,
    quality text not null,
    sha256 char(64) not null,
    fingerprint char(64) not null,
    created_at timestamp with time zone not null,
    constraint dataset_version unique (name, version),
    constraint dataset_fingerprint unique (name, fingerprint)
);
