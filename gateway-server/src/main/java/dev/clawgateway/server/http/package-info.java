/**
 * The routes that belong to no dialect ({@code /health} and its kin), and what dialects over HTTP
 * share: who asks, and the forms of answers and errors. Reads published state only; never waits for
 * the control thread or the store.
 */
@NullMarked
package dev.clawgateway.server.http;

import org.jspecify.annotations.NullMarked;
