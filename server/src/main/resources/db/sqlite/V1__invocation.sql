-- Queue and record in one table. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE invocation (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of acceptance
    request_id    TEXT    NOT NULL UNIQUE,
    function      TEXT    NOT NULL,                  -- URN with the version that was asked for
    event         BLOB    NOT NULL,
    status        TEXT    NOT NULL CHECK (status IN ('WAIT', 'RUNNING', 'SUCCESS', 'FAIL', 'DISCARD')),
    attempt       INTEGER NOT NULL DEFAULT 0,        -- grows with each claim; the running attempt's lease bears it
    failures      INTEGER NOT NULL DEFAULT 0,        -- attempts that the function failed
    accepted_at   INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,                  -- no attempt starts from then on
    due_at        INTEGER NOT NULL,                  -- WAIT: no attempt starts before; RUNNING: end of the lease
    started_at    INTEGER,
    ended_at      INTEGER,
    error_code    INTEGER NOT NULL DEFAULT 0,
    error_message TEXT    NOT NULL DEFAULT '',
    result        BLOB
) STRICT;

CREATE INDEX invocation_due ON invocation (function, due_at, seq) WHERE status = 'WAIT';
CREATE INDEX invocation_expiry ON invocation (expires_at) WHERE status = 'WAIT';
CREATE INDEX invocation_lease ON invocation (due_at) WHERE status = 'RUNNING';
