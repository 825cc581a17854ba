package dev.clawgateway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rooms of the house: none grows into a hall, and no two things bear one name. */
@AnalyzeClasses(packages = "dev.clawgateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
    private static final int MOST_FILES = 25;
    private static final int MOST_PARAMETERS = 7;

    @ArchTest
    static final ArchRule NO_DIALECT_KNOWS_ANOTHER =
            slices().matching("dev.clawgateway.server.dialect.(*)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_NETTY_BEYOND_THE_NETWORK =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.clawgateway.net..", "dev.clawgateway.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule CONSTRUCTORS_TAKE_FEW_PARAMETERS =
            constructors()
                    .that()
                    .areDeclaredInClassesThat()
                    .areNotRecords()
                    .and()
                    .areDeclaredInClassesThat()
                    .areNotEnums()
                    .should(takeAtMost(MOST_PARAMETERS));

    @ArchTest static final ArchRule PACKAGES_STAY_SMALL = classes().should(beFewInTheirPackage());

    @ArchTest
    static final ArchRule ONE_NAME_MEANS_ONE_THING = classes().should(haveANameOfTheirOwn());

    private static ArchCondition<JavaConstructor> takeAtMost(int most) {
        return new ArchCondition<>("take at most " + most + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                if (count > most) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    constructor, constructor.getFullName() + " takes " + count));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beFewInTheirPackage() {
        return new ArchCondition<>("be at most " + MOST_FILES + " files in their package") {
            private final Map<String, Set<String>> files = new HashMap<>();

            @Override
            public void init(Collection<JavaClass> all) {
                for (JavaClass one : all) {
                    String file = one.getSourceCodeLocation().getSourceFileName();
                    files.computeIfAbsent(one.getPackageName(), _ -> new TreeSet<>()).add(file);
                }
            }

            @Override
            public void check(JavaClass one, ConditionEvents events) {}

            @Override
            public void finish(ConditionEvents events) {
                files.forEach((name, inside) -> {
                    if (inside.size() > MOST_FILES) {
                        String what = name + " has " + inside.size() + " files";
                        events.add(SimpleConditionEvent.violated(name, what));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
        return new ArchCondition<>("have a name that no other package uses") {
            private final Map<String, Set<String>> packages = new HashMap<>();

            @Override
            public void check(JavaClass one, ConditionEvents events) {
                if (one.isTopLevelClass() && !one.getSimpleName().equals("package-info")) {
                    packages.computeIfAbsent(one.getSimpleName(), _ -> new TreeSet<>())
                            .add(one.getPackageName());
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                packages.forEach((name, homes) -> {
                    if (homes.size() > 1) {
                        String what = name + " is in " + homes;
                        events.add(SimpleConditionEvent.violated(name, what));
                    }
                });
            }
        };
    }
}
