/** Raw HTTP/1.1 connections, on which no library corrects what is sent or received. */
@NullMarked
package dev.functiongraph.async.contract.wire;

import org.jspecify.annotations.NullMarked;
