package dev.clawgateway.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Nobody depends on the simulation, and it keeps the house's rules. */
@AnalyzeClasses(packages = "dev.clawgateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String SIMULATION = "dev.clawgateway.simulation..";

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.clawgateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_SIMULATION =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(SIMULATION)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(SIMULATION);
}
