package dev.functiongraph.async.contract.generate;

/**
 * A value that a schema refuses.
 *
 * @param keyword the place of the keyword that it breaks, such as {@code #/components/schemas/CancelRequest/required}
 */
public record BrokenValue<T>(T value, String keyword) {}
