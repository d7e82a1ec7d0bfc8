-- An alarm that a policy waits for, until a job has been started for it.

alter table retrain_policy add column alarm_cause varchar(16);
alter table retrain_policy add column alarm_version integer;
alter table retrain_policy add column alarm text;
