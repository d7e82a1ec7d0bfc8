-- What workers have taken, each of them: of one that died, what it told last.

create table train_usage (
    worker         varchar(36)      not null primary key,
    job            varchar(36)      not null references train_job (id),
    seconds        double precision not null,
    cpu_seconds    double precision not null,
    -- Null where the processors' counters cannot be read.
    joules         double precision,
    -- What the estimate is made with where nothing is measured.
    watts_per_core double precision not null
);
create index train_usage_job on train_usage (job);
