/**
 * The language in which the stored form is declared: a table a record, each line of which says of a
 * component its number, its name and its shape. Knows no record of the core and no store.
 *
 * <p>What is written are messages as Protocol Buffers have them on the wire. A record is read by
 * the numbers of its components alone; the names are those of the older forms, which were JSON.
 *
 * <p><b>Later work adds numbers and migrates nothing.</b> A component that is new takes a number
 * that was never used, and a line of its table that begins with {@link
 * dev.clawgateway.store.form.Row#added()}. Records from before lack it and are read with the
 * shape's own default, or null, so its meaning must be right for them. One that goes leaves its
 * number behind, for good: the list of all numbers beside the tests says so. A number never gets
 * another shape. A gateway from before the addition keeps what it does not know and writes it
 * again, so one step back and forth loses nothing. What it can not keep is a new word of an
 * enumeration and a new member of a sealed family: it refuses a record with one, by name, since it
 * could only guess what was meant. Where that matters the word is added one version before it is
 * used.
 */
@NullMarked
package dev.clawgateway.store.form;

import org.jspecify.annotations.NullMarked;
