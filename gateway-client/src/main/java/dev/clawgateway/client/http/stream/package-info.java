/**
 * Answers of gateways that go on and on: lines of JSON, and server-sent events, resumed where they
 * broke off. Knows no word of what they say.
 */
@NullMarked
package dev.clawgateway.client.http.stream;

import org.jspecify.annotations.NullMarked;
