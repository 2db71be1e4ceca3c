-- Queue and record in one table. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE invocation (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of acceptance
    request_id    TEXT    NOT NULL UNIQUE,
    function      TEXT    NOT NULL,                  -- URN with the version that was asked for
    status        TEXT    NOT NULL CHECK (status IN ('WAIT', 'RUNNING', 'SUCCESS', 'FAIL', 'DISCARD')),
    attempt       INTEGER NOT NULL DEFAULT 0,        -- grows with each claim; the running attempt's lease bears it
    failures      INTEGER NOT NULL DEFAULT 0,        -- attempts that the function failed
    accepted_at   INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,                  -- no attempt starts from then on
    due_at        INTEGER NOT NULL,                  -- WAIT: no attempt starts before; RUNNING: end of the lease
    started_at    INTEGER,                           -- of the last attempt
    ended_at      INTEGER,
    error_code    INTEGER NOT NULL DEFAULT 0,
    error_message TEXT    NOT NULL DEFAULT '',
    redrive_of    TEXT,                              -- request_id of the invocation that this one repeats
    event         BLOB    NOT NULL,                  -- the large ones last: what stands behind them is slow to reach
    result        BLOB
) STRICT;

CREATE INDEX invocation_due ON invocation (function, due_at, seq) WHERE status = 'WAIT';
CREATE INDEX invocation_expiry ON invocation (expires_at) WHERE status = 'WAIT';
CREATE INDEX invocation_lease ON invocation (due_at) WHERE status = 'RUNNING';
CREATE INDEX invocation_ended ON invocation (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX invocation_redrive ON invocation (redrive_of) WHERE redrive_of IS NOT NULL;
CREATE INDEX invocation_listing ON invocation (function, status, seq, accepted_at);

-- How each attempt ended.
CREATE TABLE attempt (
    seq        INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL,
    outcome    TEXT    NOT NULL, -- the status that it led to, or LOST where nobody knows
    message    TEXT    NOT NULL,
    PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;

-- How many invocations of a function were ever accepted, are in each status, and were deleted after their end.
-- The statuses that end an invocation are counted for ever: invariant 6, accepted = the sum of all five.
CREATE TABLE tally (
    function TEXT    NOT NULL,
    what     TEXT    NOT NULL, -- ACCEPTED, a status, or PURGED
    n        INTEGER NOT NULL,
    PRIMARY KEY (function, what)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invocation_accepted AFTER INSERT ON invocation BEGIN
    INSERT INTO tally VALUES (NEW.function, 'ACCEPTED', 1), (NEW.function, NEW.status, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER invocation_moved AFTER UPDATE OF status ON invocation WHEN OLD.status <> NEW.status BEGIN
    UPDATE tally SET n = n - 1 WHERE function = OLD.function AND what = OLD.status;
    INSERT INTO tally VALUES (NEW.function, NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Taken back before anybody was told that it was accepted.
CREATE TRIGGER invocation_withdrawn AFTER DELETE ON invocation WHEN OLD.ended_at IS NULL BEGIN
    UPDATE tally SET n = n - 1 WHERE function = OLD.function AND what IN ('ACCEPTED', OLD.status);
END;

CREATE TRIGGER invocation_purged AFTER DELETE ON invocation WHEN OLD.ended_at IS NOT NULL BEGIN
    INSERT INTO tally VALUES (OLD.function, 'PURGED', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    DELETE FROM attempt WHERE seq = OLD.seq;
END;
