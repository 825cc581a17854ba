/**
 * How operations of the API are asked for: requests, answers, problems, pages, streams, and what is
 * done where an answer is lost. Knows no noun.
 */
@NullMarked
package dev.clawgateway.client.rest.call;

import org.jspecify.annotations.NullMarked;
