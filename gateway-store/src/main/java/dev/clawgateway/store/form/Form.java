package dev.clawgateway.store.form;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A record by its table.
 *
 * @param <T> the record
 */
public final class Form<T> extends FieldShape<T> {
    private static final Message EMPTY = new Message();

    private final Function<Row<T>, T> table;
    private final List<Integer> toldBy;

    private Form(Function<Row<T>, T> table, List<Integer> toldBy) {
        this.table = table;
        this.toldBy = toldBy;
    }

    /**
     * A record that is made by calling its constructor with a line of the row for each argument.
     */
    public static <T> Form<T> of(Function<Row<T>, T> table) {
        return new Form<>(table, List.of());
    }

    /** The same, where these components tell one from others in the same place. */
    public Form<T> toldBy(Integer... tags) {
        return new Form<>(table, List.of(tags));
    }

    /** Whether anything tells one from others. */
    boolean told() {
        return !toldBy.isEmpty();
    }

    /** Goes through the table. */
    T made(Row<T> row) {
        return table.apply(row);
    }

    Message message(T record) {
        WritingRow<T> row = new WritingRow<>(record);
        T copy = made(row);
        assert copy.equals(record) : "a line reads another component than it writes: " + record;
        return row.message();
    }

    T read(Message from, Descent descent) {
        return ReadingRow.read(from, table, descent);
    }

    @Override
    void put(T record, int tag, Message into) {
        into.put(tag, message(record));
    }

    @Override
    void putIfSaid(T record, int tag, Message into) {
        Message message = message(record);
        if (message.size() > 0) {
            into.put(tag, message);
        }
    }

    @Override
    T take(Message from, int place, Descent descent) {
        Message message = Message.parse(from.bytes(place));
        Descent within = descent.within();
        T record = read(message, within);
        descent.kept().add(from.tag(place), message, toldBy, within.kept());
        return record;
    }

    @Override
    T absent() {
        return read(EMPTY, Descent.begin());
    }

    @Override
    T from(JsonNode json) {
        return JsonRow.read(json, table);
    }
}
