-- What the images or texts of a data set look like; null for a table.
alter table dataset add column items text;
