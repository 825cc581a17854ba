/**
 * Plain HTTP: which path is answered by what, the shared endpoints, and the error bodies of each
 * family of paths. Reads published state only; never waits for the control thread or the store.
 */
@NullMarked
package dev.clawgateway.server.http;

import org.jspecify.annotations.NullMarked;
