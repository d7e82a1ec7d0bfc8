-- Jobs that wait for somebody, jobs of jobs, and whose turn it is.

alter table train_job add column parent varchar(36) references train_job (id);
alter table train_job add column priority integer default 0 not null;
-- Not in the queue although it has not ended: a paused job, a trial that waits for its search, a search of trials.
alter table train_job add column held boolean default false not null;
alter table train_job add column pause_requested boolean default false not null;
-- When a worker was last started for the job; the model that was served longest ago is served next.
alter table train_job add column turn_at timestamp with time zone;
-- The body that asked for the job, for jobs that are made of it later.
alter table train_job add column request text;
-- What is searched for, and the trial that was found best.
alter table train_job add column search text;
alter table train_job add column best_trial varchar(36);
alter table train_job add column warm_start_model varchar(100);
alter table train_job add column warm_start_version integer;
create index train_job_parent on train_job (parent, id);

create table train_trial (
    job      varchar(36) not null primary key references train_job (id),
    search   varchar(36) not null references train_job (id),
    number   integer     not null,
    params   text        not null,
    -- The leg that the trial was sent on last; -1 before the first.
    rung     integer     not null,
    -- What it reached at the end of each leg that it has done.
    results  text        not null,
    unique (search, number)
);
