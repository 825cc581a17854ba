package dev.clawgateway.contract.compiler;

import dev.clawgateway.contract.ApiContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what the jar holds of the contract from the folder of its parts. */
public final class ContractCompiler {
    private ContractCompiler() {}

    /** Two arguments: the folder of the parts, and where classes of this module are. */
    public static void main(String[] arguments) throws IOException, ContractException {
        compile(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void compile(Path parts, Path classes) throws IOException, ContractException {
        ObjectNode document = ContractParts.join(parts);
        SharedAnswers.complete(document);
        List<String> problems = ContractRules.problems(document);
        if (!problems.isEmpty()) {
            throw new ContractException(problems);
        }
        Path folder =
                Files.createDirectories(
                        classes.resolve(ApiContract.class.getPackageName().replace('.', '/')));
        JsonMapper mapper = JsonMapper.shared();
        Files.write(folder.resolve(ApiContract.DOCUMENT), mapper.writeValueAsBytes(document));
        Files.write(
                folder.resolve(ApiContract.TABLE),
                mapper.writeValueAsBytes(OperationTable.of(document)));
        Files.write(
                folder.resolve(ApiContract.PAGE),
                ContractPage.of(document).getBytes(StandardCharsets.UTF_8));
    }
}
