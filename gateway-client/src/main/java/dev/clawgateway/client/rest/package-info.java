/**
 * The gateway's native API for programs in Java: a method an operation of its contract, by nouns.
 * Answers are the records of {@code protocol}.
 */
@NullMarked
package dev.clawgateway.client.rest;

import org.jspecify.annotations.NullMarked;
