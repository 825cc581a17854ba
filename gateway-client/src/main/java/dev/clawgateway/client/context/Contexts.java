package dev.clawgateway.client.context;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All of a person's gateways.
 *
 * @param current name of the one that is meant where none is named; null for none
 * @param all sorted by name
 */
public record Contexts(@Nullable String current, List<Context> all) {
    static final Contexts NONE = new Contexts(null, List.of());

    private static final Kind<List<Context>> LIST = Kinds.list(Context.KIND);

    public Contexts {
        all = all.stream().sorted(Comparator.comparing(Context::name)).toList();
    }

    /** Null when nothing is called that. */
    public @Nullable Context find(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    /** The one that is meant where none is named; null for none. */
    public @Nullable Context chosen() {
        return current == null ? null : find(current);
    }

    /** With this one, in place of what had its name, and as the current one. */
    public Contexts with(Context added) {
        return new Contexts(
                added.name(), Stream.concat(others(added.name()), Stream.of(added)).toList());
    }

    /** Without the one of that name; then none is current, if that was. */
    public Contexts without(String name) {
        return new Contexts(name.equals(current) ? null : current, others(name).toList());
    }

    /** With another current one, of which there must be one. */
    public Contexts using(String name) {
        return new Contexts(name, all);
    }

    /** With another name for one of them. */
    public Contexts renamed(Context context, String name) {
        Context other = context.called(name);
        return new Contexts(
                context.name().equals(current) ? name : current,
                Stream.concat(others(context.name()), Stream.of(other)).toList());
    }

    private Stream<Context> others(String name) {
        return all.stream().filter(one -> !one.name().equals(name));
    }

    /** As JSON for programs, without the tokens: one line. */
    public String shown() {
        return new String(
                new Contexts(current, all.stream().map(Context::withoutToken).toList()).write(),
                StandardCharsets.UTF_8);
    }

    byte[] write() {
        return JsonTree.write(out ->
                out.optional("current", Kinds.TEXT, current).required("contexts", LIST, all));
    }

    static Contexts read(byte[] file) throws JsonFormatException {
        Members contexts = Value.root(JsonTree.parse(file), "").members();
        return new Contexts(
                contexts.optional("current", Kinds.TEXT), contexts.required("contexts", LIST));
    }
}
