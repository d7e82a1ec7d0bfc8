-- What operators want of a model's monitor otherwise than by default.
create table monitor_plan (
    model      varchar(100) primary key,
    change     text not null
);

-- What the open window of every watched version has counted so far, so that a restart goes on with it.
create table monitor_window (
    model      varchar(100) not null,
    version    integer      not null,
    counted    text         not null,
    primary key (model, version)
);

-- What closed windows said.
create table monitor_report (
    id             varchar(36)              primary key,
    model          varchar(100)             not null,
    version        integer                  not null,
    started_at     timestamp with time zone not null,
    ended_at       timestamp with time zone not null,
    row_count      bigint                   not null,
    drift_detected boolean                  not null,
    bias_breached  boolean                  not null,
    report         text                     not null
);

create index monitor_report_by_end on monitor_report (model, version, ended_at);
