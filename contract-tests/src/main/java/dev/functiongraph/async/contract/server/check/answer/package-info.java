/** The checks of every answer of a run, whatever was asked ({@code answer.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.answer;

import org.jspecify.annotations.NullMarked;
