package dev.clawgateway.store.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two versions of one record, of which the older one is to lose nothing of the newer. */
class KeptTest {
    private record Part(int index, String name) {}

    private record Whole(int number, Part one, @Nullable Part maybe, List<Part> many) {}

    private record NewerPart(int index, String name, @Nullable String extra, double amount) {}

    private record NewerWhole(
            int number,
            NewerPart one,
            @Nullable NewerPart maybe,
            List<NewerPart> many,
            Map<String, NewerPart> all,
            long added) {}

    private static final Form<Part> PART =
            Form.of((Row<Part> row) ->
                            new Part(
                                    row.is(1, "index", Part::index, Shapes.INTEGER),
                                    row.is(2, "name", Part::name, Shapes.TEXT)))
                    .toldBy(1);

    private static final StoredKind<Whole> OLD =
            new StoredKind<>(
                    3,
                    "whole",
                    Form.of(row ->
                            new Whole(
                                    row.is(1, "number", Whole::number, Shapes.INTEGER),
                                    row.is(2, "one", Whole::one, PART),
                                    row.maybe(3, "maybe", Whole::maybe, PART),
                                    row.many(4, "many", Whole::many, PART))));

    private static final Form<NewerPart> NEWER_PART =
            Form.of((Row<NewerPart> row) ->
                            new NewerPart(
                                    row.is(1, "index", NewerPart::index, Shapes.INTEGER),
                                    row.is(2, "name", NewerPart::name, Shapes.TEXT),
                                    row.maybe(9, "extra", NewerPart::extra, Shapes.TEXT),
                                    row.is(10, "amount", NewerPart::amount, Shapes.AMOUNT)))
                    .toldBy(1);

    private static final StoredKind<NewerWhole> NEW =
            new StoredKind<>(
                    3,
                    "whole",
                    Form.of(row ->
                            new NewerWhole(
                                    row.is(1, "number", NewerWhole::number, Shapes.INTEGER),
                                    row.is(2, "one", NewerWhole::one, NEWER_PART),
                                    row.maybe(3, "maybe", NewerWhole::maybe, NEWER_PART),
                                    row.many(4, "many", NewerWhole::many, NEWER_PART),
                                    row.map(20, "all", NewerWhole::all, NEWER_PART),
                                    row.is(1000, "added", NewerWhole::added, Shapes.NUMBER))));

    private static NewerPart newer(int index) {
        return new NewerPart(index, "n" + index, "extra " + index, index + 0.5);
    }

    private static NewerWhole newer() {
        return new NewerWhole(
                1,
                newer(10),
                newer(20),
                List.of(newer(30), newer(31), newer(32)),
                Map.of("a", newer(40)),
                Long.MIN_VALUE);
    }

    /** What the older one makes of a record, with what it did not know. */
    private static NewerWhole afterwards(Whole changed) {
        StoredKind.Found<Whole> found = OLD.read(NEW.write(newer()));
        return NEW.read(OLD.write(changed, found.kept())).record();
    }

    @Test
    void writesAgainWhatItDoesNotKnow() {
        Whole read = OLD.read(NEW.write(newer())).record();

        assertThat(read.many()).hasSize(3);
        assertThat(afterwards(read)).isEqualTo(newer());
    }

    @Test
    void keepsItWhateverElseChanges() {
        Whole read = OLD.read(NEW.write(newer())).record();

        NewerWhole after =
                afterwards(
                        new Whole(
                                2,
                                new Part(10, "renamed"),
                                null,
                                List.of(
                                        new Part(7, "new"),
                                        read.many().get(2),
                                        new Part(30, "also renamed"))));

        assertThat(after.number()).isEqualTo(2);
        assertThat(after.added()).isEqualTo(Long.MIN_VALUE);
        assertThat(after.all()).isEqualTo(newer().all());
        assertThat(after.one()).isEqualTo(new NewerPart(10, "renamed", "extra 10", 10.5));
        assertThat(after.maybe()).isNull();
        assertThat(after.many())
                .containsExactly(
                        new NewerPart(7, "new", null, 0),
                        newer(32),
                        new NewerPart(30, "also renamed", "extra 30", 30.5));
    }

    /** Of another part nobody has said it. */
    @Test
    void losesItWithThePartItIsOf() {
        Whole read = OLD.read(NEW.write(newer())).record();

        NewerWhole after =
                afterwards(new Whole(1, new Part(11, "another"), read.maybe(), List.of()));

        assertThat(after.one()).isEqualTo(new NewerPart(11, "another", null, 0));
        assertThat(after.maybe()).isEqualTo(newer(20));
    }

    /** A number can not be used again in another shape: it would be read as what it was. */
    @Test
    void refusesANumberInAnotherShape() {
        StoredKind<Part> other =
                new StoredKind<>(
                        3,
                        "whole",
                        Form.of(row ->
                                new Part(
                                        row.is(2, "index", Part::index, Shapes.INTEGER),
                                        row.is(1, "name", Part::name, Shapes.TEXT))));

        byte[] written = other.write(new Part(1, "one"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OLD.read(written))
                .withMessage("whole: number: it is written in another shape");
    }
}
