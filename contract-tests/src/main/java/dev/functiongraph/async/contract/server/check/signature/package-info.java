/** The checks of signatures that are made with an access key ({@code signature.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.signature;

import org.jspecify.annotations.NullMarked;
