/** Makes values that the contract's schemas refuse. */
package dev.functiongraph.async.contract.generate;
