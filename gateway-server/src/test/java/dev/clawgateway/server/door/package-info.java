/** Who gets through the door, tried over the wire. */
package dev.clawgateway.server.door;
