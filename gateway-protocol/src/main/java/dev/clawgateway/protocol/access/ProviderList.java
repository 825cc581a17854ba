package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Value;
import java.util.List;

/** The identity providers that people can sign in at. */
public record ProviderList(List<ProviderAnswer> providers) {
    private static final Kind<List<ProviderAnswer>> PROVIDERS = Kinds.list(ProviderAnswer.KIND);

    public ProviderList {
        providers = List.copyOf(providers);
    }

    public byte[] write() {
        return JsonTree.write(out -> out.required("providers", PROVIDERS, providers));
    }

    public static ProviderList read(byte[] body) throws JsonFormatException {
        return new ProviderList(
                Value.root(JsonTree.parse(body), "providers")
                        .members()
                        .required("providers", PROVIDERS));
    }
}
