package dev.clawgateway.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One operation of the contract.
 *
 * @param id as handlers and clients name it
 * @param method in upper case
 * @param template the whole path: {@code /api/v1/workloads/{id}}
 * @param permission row of the table of permissions; {@code none} for what anybody may ask
 * @param identified whether whoever asks is identified before the handler is asked
 * @param keyOfProcess whether what is answered under a caller's key is kept by the process alone
 * @param maxBodyBytes bound of the request's body; 0 where none is read
 * @param bodyRequired whether there has to be a body
 * @param consumes media types of bodies; empty where none is read
 * @param produces media types of good answers; empty where none has a body
 * @param statuses that an answer may have
 */
public record ApiOperation(
        String id,
        String method,
        String template,
        String permission,
        boolean identified,
        boolean keyOfProcess,
        int maxBodyBytes,
        boolean bodyRequired,
        List<String> consumes,
        List<String> produces,
        List<Integer> statuses,
        List<ApiParameter> parameters) {
    /** Permission of what anybody may ask. */
    public static final String NOBODYS = "none";

    public ApiOperation {
        consumes = List.copyOf(consumes);
        produces = List.copyOf(produces);
        statuses = List.copyOf(statuses);
        parameters = List.copyOf(parameters);
    }

    /** One of its parameters. */
    public Optional<ApiParameter> parameter(ApiParameter.Place place, String name) {
        return parameters.stream()
                .filter(one -> one.place() == place && one.name().equals(name))
                .findFirst();
    }

    /** Those of one place. */
    public List<ApiParameter> parameters(ApiParameter.Place place) {
        return parameters.stream().filter(one -> one.place() == place).toList();
    }

    /**
     * Where the document describes its bodies of that type, as a JSON pointer.
     *
     * @param base that the document's paths are below
     */
    public String bodyPointer(String base, String mediaType) {
        return pointer(base) + "/requestBody/content/" + escaped(mediaType) + "/schema";
    }

    /** The same of its answers. */
    public String answerPointer(String base, int status, String mediaType) {
        return pointer(base)
                + "/responses/"
                + status
                + "/content/"
                + escaped(mediaType)
                + "/schema";
    }

    private String pointer(String base) {
        return "/paths/"
                + escaped(template.substring(base.length()))
                + "/"
                + method.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
