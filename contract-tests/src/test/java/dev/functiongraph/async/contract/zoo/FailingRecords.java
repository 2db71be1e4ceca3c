package dev.functiongraph.async.contract.zoo;

/** The invocations of functions that fail, each of them. */
class FailingRecords extends Records {
    static final int FAILED = 4201;

    @Override
    void step(Entry entry) {
        super.step(entry);
        if (entry.status.equals("SUCCESS")) {
            entry.status = "FAIL";
            entry.code = FAILED;
        }
    }
}
