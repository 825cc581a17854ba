/**
 * What the API answers, as records without behaviour: read from its JSON by the names of members.
 */
@NullMarked
package dev.clawgateway.client.rest.answer;

import org.jspecify.annotations.NullMarked;
