/**
 * The discovery dialect: members of a peer-to-peer system find each other over plain HTTP. Its
 * translation to operations and back; who is a member and who leads is decided elsewhere.
 */
@NullMarked
package dev.clawgateway.server.dialect.discovery;

import org.jspecify.annotations.NullMarked;
