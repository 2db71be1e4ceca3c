/** The checks of every answer of a run, whatever was asked ({@code answer.*}). */
package dev.functiongraph.async.contract.server.check.answer;
