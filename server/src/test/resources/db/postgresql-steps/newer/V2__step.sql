ALTER TABLE step ADD COLUMN more int;
