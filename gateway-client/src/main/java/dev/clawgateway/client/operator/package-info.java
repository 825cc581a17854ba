/** The operator's side of a session: questions and answers, in order. Keeps nothing. */
@NullMarked
package dev.clawgateway.client.operator;

import org.jspecify.annotations.NullMarked;
