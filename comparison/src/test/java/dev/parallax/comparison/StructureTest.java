package dev.parallax.comparison;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {
    @ArchTest
    static final ArchRule MODULES_KNOW_ONLY_WHAT_LIES_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("comparison")
            .definedBy("dev.parallax.comparison..")
            .layer("architectures")
            .definedBy("dev.parallax.architectures..")
            .layer("batch jobs")
            .definedBy("dev.parallax.batch..")
            .layer("streaming jobs")
            .definedBy("dev.parallax.streaming..")
            .layer("shared")
            .definedBy("dev.parallax.shared..")
            .layer("embedded Kafka")
            .definedBy("dev.parallax.kafka..")
            .layer("processes")
            .definedBy("dev.parallax.processes..")
            .layer("checkpoints")
            .definedBy("dev.parallax.checkpoints..")
            .whereLayer("comparison")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("architectures")
            .mayOnlyBeAccessedByLayers("comparison")
            .whereLayer("batch jobs")
            .mayOnlyBeAccessedByLayers("architectures", "comparison")
            .whereLayer("streaming jobs")
            .mayOnlyBeAccessedByLayers("architectures", "comparison")
            .whereLayer("embedded Kafka")
            .mayOnlyBeAccessedByLayers("comparison")
            .whereLayer("processes")
            .mayOnlyBeAccessedByLayers("comparison")
            .whereLayer("checkpoints")
            .mayOnlyBeAccessedByLayers("comparison");

    @ArchTest
    static final ArchRule THE_MODEL_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("dev.parallax.shared.model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.parallax.shared.model");

    @ArchTest
    static final ArchRule LOGIC_AND_CODEC_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.parallax.shared.logic", "dev.parallax.shared.codec", "dev.parallax.shared.pipelines..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..");

    @ArchTest
    static final ArchRule THE_FLOW_KNOWS_NO_CONNECTOR = noClasses()
            .that()
            .resideInAPackage("dev.parallax.shared.flow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink.connector..", "org.apache.kafka..", "dev.parallax.connector..");

    @ArchTest
    static final ArchRule THE_FLOW_KNOWS_NO_WAY_IN_OR_OUT = noClasses()
            .that()
            .resideInAPackage("dev.parallax.shared.flow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.parallax.shared.format..",
                    "dev.parallax.shared.log..",
                    "dev.parallax.shared.view..",
                    "dev.parallax.shared.query..",
                    "dev.parallax.shared.sink..");

    @ArchTest
    static final ArchRule CONNECTORS_STAND_BY_THEMSELVES = noClasses()
            .that()
            .resideInAnyPackage("dev.parallax.connector..", "dev.parallax.cosmos..")
            .should()
            .dependOnClassesThat(describe(
                    "are Parallax' own",
                    type -> type.getPackageName().startsWith("dev.parallax.")
                            && !type.getPackageName().startsWith("dev.parallax.connector.")
                            && !type.getPackageName().startsWith("dev.parallax.cosmos.")));

    @ArchTest
    static final ArchRule ONLY_THE_TRANSFORMATION_KEYS_A_STREAM = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.parallax.shared.flow.Transformation")
            .should()
            .callMethodWhere(describe(
                    "a stream is keyed or windowed",
                    call -> Set.of("keyBy", "window", "windowAll")
                                    .contains(call.getTarget().getName())
                            && call.getTargetOwner().getPackageName().startsWith("org.apache.flink")));

    @ArchTest
    static final ArchRule ONE_CLASS_MAKES_CLIENTS_OF_KAFKA = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.parallax.shared.log.KafkaConnection")
            .should()
            .callMethodWhere(describe(
                    "a client is made",
                    call -> call.getTarget().getName().equals("create")
                            && call.getTargetOwner().getName().equals("org.apache.kafka.clients.admin.Admin")))
            .orShould()
            .callConstructorWhere(describe(
                    "a client is made",
                    call -> Set.of(
                                    "org.apache.kafka.clients.consumer.KafkaConsumer",
                                    "org.apache.kafka.clients.producer.KafkaProducer")
                            .contains(call.getTargetOwner().getName())));

    @ArchTest
    static final ArchRule NOBODY_STOPS_TO_SLEEP = noClasses()
            .that()
            // It is there to be slow.
            .doNotHaveFullyQualifiedName("dev.parallax.cosmos.emulator.Faults")
            .should()
            .callMethod(Thread.class, "sleep", long.class);
}
