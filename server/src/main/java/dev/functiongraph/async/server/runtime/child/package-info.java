/**
 * Functions in child processes, which pull their events by FunctionGraph's documented custom-runtime protocol.
 *
 * <pre>
 *   ChildRuntime                      one executor, on which all of this changes its state
 *     InstancePool                    of each function: the events that wait for an instance, and its instances
 *       Instance                      one process, from its start (InstanceStart) to its end; MemoryLimit
 *         InstanceEvents              the event that it has
 *         ChildProcess, ChildOutput   the process below its guard (guard.sh, start.sh), and what it writes
 *         HeldRequest                 its request for an event, which waits for one
 *       CodeWatch                     changes of its code: CodeSource, CodeArchive
 *     SharedResources                 what all of them share
 *     ControlGroups, ControlGroup     where the kernel holds the limits of memory
 *     RuntimeApi                      the HTTP server of the protocol, with a port for each instance; PeerCheck
 *     WorkDirectory                   scripts, unpacked archives, and the instances' temporary directories
 *     ProcessTable, Orphans           the machine's processes: memory, members of an instance, and what is left over
 * </pre>
 */
@NullMarked
package dev.functiongraph.async.server.runtime.child;

import org.jspecify.annotations.NullMarked;
