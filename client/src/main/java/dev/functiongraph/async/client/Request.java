package dev.functiongraph.async.client;

import java.net.http.HttpRequest;

/** What is asked, without what each attempt adds, and how the answer is read. */
record Request<R>(HttpRequest http, Operation<R> operation) {}
