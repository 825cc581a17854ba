/**
 * The kit all JSON dialects read and write with: text to a tree that refuses what nobody honest
 * sends, values that say where and what is wrong, kinds of values, members of objects. Knows no
 * dialect and no message. No I/O, no state, no thread.
 *
 * <pre>{@code
 * Kind<Point> POINT = Kinds.object(
 *     m -> new Point(m.required("x", Kinds.I32), m.otherwise("y", Kinds.I32, 0)),
 *     (point, out) -> out.required("x", Kinds.I32, point.x()).unless(0, "y", Kinds.I32, point.y()));
 *
 * Members m = Value.root(JsonTree.parse(body), "request").members(); // or JsonFormatException
 * Point at = m.required("at", POINT);       // "request.at.x: must be an integer from ..."
 * byte[] answer = JsonTree.write(out -> out.required("at", POINT, at));
 * }</pre>
 */
@NullMarked
package dev.clawgateway.protocol.json;

import org.jspecify.annotations.NullMarked;
