/** The settings of a server: their keys, defaults and ranges, and where they are read from. */
package dev.functiongraph.async.server.config;
