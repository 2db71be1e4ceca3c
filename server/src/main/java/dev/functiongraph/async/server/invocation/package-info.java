/**
 * The core: accepts events for functions, and runs each until it has ended. It knows the functions, and the outside
 * world by its ports alone. {@link dev.functiongraph.async.server.invocation.InvocationEngine} is its one door; all
 * other public types are values or ports.
 *
 * <h2>Invariants</h2>
 *
 * The numbers stand in the code beside the lines that keep them, and in the tests that try to break them.
 *
 * <ol>
 *   <li><b>No fake accept.</b> 202 is sent only after the invocation is on stable storage. If that fails: 503, and
 *       nothing is queued; where nobody can know, 500 says so.
 *   <li><b>Nothing is lost.</b> Every accepted invocation ends in exactly one of SUCCESS, FAIL, DISCARD, across
 *       {@code kill -9} at any instant, of any node.
 *   <li><b>At least once, one id.</b> A crash may run an invocation again; the request id stays, the attempt number
 *       grows, and both reach the function.
 *   <li><b>A lease outlives its function's timeout, or its node.</b> A settlement that bears a stale lease changes
 *       nothing.
 *   <li><b>Settling and re-queueing are one transaction.</b>
 *   <li><b>Conservation.</b> accepted = waiting + running + succeeded + failed + discarded, exported as metrics,
 *       drift 0 in every snapshot.
 *   <li><b>One function cannot starve another.</b> Concurrency is bounded per function, over all nodes; a blocked or
 *       disabled one holds up nobody else.
 *   <li><b>Bounded everything.</b> Backlog, body, result, logs, record retention, threads, connections, disk: each has
 *       a limit with a default, and reaching it gives a clear answer. Redrive and destinations obey it too.
 *   <li><b>Only the function fails its event.</b> Nothing that the function did not do (a connection that was already
 *       dead, a clock that was set, a node that died, a configuration file caught half written) makes an invocation
 *       FAIL or DISCARD.
 * </ol>
 *
 * <h2>Life of an invocation</h2>
 *
 * <pre>
 *            claim                success
 *   WAIT -----------> RUNNING ---------------> SUCCESS
 *    |  <-----------    |  '-----------------> FAIL      function error with no retries left, or canceled
 *    |   retry, busy    |
 *    |   runtime, lost  |
 *    |   lease          |
 *    '---------------------------------------> DISCARD   expired, canceled, or its function was removed
 * </pre>
 *
 * <p>What is accepted is RUNNING from the first where nothing that is due waits for its function, and that has a free
 * slot.
 *
 * <h2>Who calls whom</h2>
 *
 * <pre>
 *   InvocationEngine
 *     AcceptInvocation   FindInvocations   CancelInvocation     the use cases of callers
 *     DispatcherThread -> Dispatcher                            what runs when
 *       Claims -> InvocationQueue                               what waits, for FunctionSlots with CircuitBreaker
 *       RunningAttempts -> FunctionRuntime                      starts and stops attempts, with CrashSuspects
 *         Settler -> InvocationQueue                            outcome -> RetryPolicy -> DestinationEvents -> write
 *       Housekeeping -> InvocationMaintenance                   leases, retention; Discards and RemovedFunctions
 * </pre>
 */
@NullMarked
package dev.functiongraph.async.server.invocation;

import org.jspecify.annotations.NullMarked;
