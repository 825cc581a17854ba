/**
 * What members of the membership registry and the gateway say to each other over HTTP: the shape of
 * the JSON only, shared by both ends. Answers are written from records and read back into them;
 * requests are read leniently, because unknown members are to be ignored.
 */
@NullMarked
package dev.clawgateway.protocol.membership;

import org.jspecify.annotations.NullMarked;
