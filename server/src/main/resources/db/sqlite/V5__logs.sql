-- What functions have written: a row of each attempt during which something was.
CREATE TABLE log (
    seq       INTEGER NOT NULL,
    number    INTEGER NOT NULL, -- of the attempt
    stored_at INTEGER NOT NULL, -- steady time
    size      INTEGER NOT NULL, -- bytes of the text, told without reading it
    text      BLOB    NOT NULL, -- as it was written: UTF-8, if the function wrote that
    PRIMARY KEY (seq, number)
) STRICT;

CREATE INDEX log_order ON log (stored_at);

-- One row: the size of all texts together.
CREATE TABLE log_size (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    bytes INTEGER NOT NULL
) STRICT;

INSERT INTO log_size VALUES (1, 0);

CREATE TRIGGER log_stored AFTER INSERT ON log BEGIN
    UPDATE log_size SET bytes = bytes + NEW.size;
END;

CREATE TRIGGER log_deleted AFTER DELETE ON log BEGIN
    UPDATE log_size SET bytes = bytes - OLD.size;
END;

DROP TRIGGER invocation_purged;

CREATE TRIGGER invocation_purged AFTER DELETE ON invocation WHEN OLD.ended_at IS NOT NULL BEGIN
    INSERT INTO tally VALUES (OLD.function, 'PURGED', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    DELETE FROM attempt WHERE seq = OLD.seq;
    DELETE FROM log WHERE seq = OLD.seq;
END;
