package dev.clawgateway.store.form;

/** What an entry of a map is in the stored form: a record like others. */
record Entry<V>(String key, V value) {
    static <V> Form<Entry<V>> form(FieldShape<V> shape) {
        return Form.of((Row<Entry<V>> row) ->
                        new Entry<>(
                                row.is(1, "key", Entry::key, Shapes.TEXT),
                                row.is(2, "value", Entry::value, shape)))
                .toldBy(1);
    }
}
