-- What functions have written: a row of each attempt during which something was.
CREATE TABLE log (
    request_id uuid    NOT NULL,
    number     integer NOT NULL, -- of the attempt
    function   integer NOT NULL,
    stored_at  bigint  NOT NULL,
    size       integer NOT NULL, -- bytes of the text, told without reading it
    text       bytea   NOT NULL, -- as it was written: UTF-8, if the function wrote that
    PRIMARY KEY (request_id, number)
);

CREATE INDEX log_order ON log (stored_at);

-- By how much each transaction has changed the size of all texts together: that is the sum. Nobody waits for another.
CREATE TABLE log_size (
    bytes bigint NOT NULL
) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 0
);
