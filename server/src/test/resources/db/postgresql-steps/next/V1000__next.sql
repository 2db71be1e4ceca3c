-- What a later version may do while nodes of this one are at work: columns that have a value where nobody gives one.
ALTER TABLE invocation ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN zone text;
CREATE INDEX invocation_priority ON invocation (priority);
