-- How operators share out a model's calls; without a row all of them go to production.
create table traffic (
    model     varchar(100) not null primary key references model (name),
    sticky_by varchar(100)
);

-- A version may answer (its weight is not null), only see the calls (shadow), or both. The reference keeps it from being deleted.
create table traffic_version (
    model   varchar(100) not null references traffic (model),
    version integer      not null,
    weight  integer,
    shadow  boolean      not null,
    primary key (model, version),
    foreign key (model, version) references model_version (model, version)
);
