package dev.functiongraph.async.contract.run;

/** The outcomes of a check. */
public enum Outcome {
    PASSED,
    /** The subject does not do what is required. */
    FAILED,
    /** It failed, as the file of known failures says. */
    KNOWN_FAILURE,
    /** It passed although the file of known failures says that it fails: the entry is out of date. */
    UNEXPECTEDLY_PASSED,
    /** Nothing can be said of it: something else stood in the way. */
    COULD_NOT_RUN,
    /** The subject, as it was described, has nothing that this could be asked of. */
    NOT_APPLICABLE
}
