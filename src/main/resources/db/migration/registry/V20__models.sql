-- A model's row outlives its versions: it remembers which numbers were given.
create table model (
    name         varchar(100) not null primary key,
    last_version integer      not null
);

create table model_version (
    model         varchar(100)             not null references model (name),
    version       integer                  not null,
    source_type   varchar(40)              not null,
    source_id     varchar(200)             not null,
    manifest      text                     not null,
    sha256        varchar(64)              not null,
    bytes         bigint                   not null,
    registered_at timestamp with time zone not null,
    primary key (model, version),
    unique (model, source_type, source_id)
);

-- The reference keeps a version from being deleted under an alias.
create table model_alias (
    model   varchar(100) not null,
    alias   varchar(100) not null,
    version integer      not null,
    primary key (model, alias),
    foreign key (model, version) references model_version (model, version)
);
