/**
 * The routes that belong to no dialect ({@code /health} and its kin), and the forms of errors of
 * those families that have no dialect yet. Reads published state only; never waits for the control
 * thread or the store.
 */
@NullMarked
package dev.clawgateway.server.http;

import org.jspecify.annotations.NullMarked;
