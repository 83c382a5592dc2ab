// SPDX-License-Identifier: Apache-2.0
// A server of node-opcua: node server.js PORT PKI_FOLDER. It keeps no history; its Counter counts by 1 each 100 ms, which is
// slower than the 50 ms within which node-opcua tells of a change only once.
"use strict";
const path = require("path");
const {
    DataType, MessageSecurityMode, OPCUACertificateManager, OPCUAServer, SecurityPolicy, StatusCodes, Variant,
    VariantArrayType, nodesets,
} = require("node-opcua");

const URI = "urn:tdconnect:stranger";

function addVariables(server) {
    const addressSpace = server.engine.addressSpace;
    const namespace = addressSpace.getNamespace(URI);
    const plant = namespace.addFolder("ObjectsFolder", { browseName: "Plant" });
    const add = (name, dataType, value, more) => namespace.addVariable({
        componentOf: plant, browseName: name, nodeId: "s=" + name, dataType,
        value: { dataType, value, ...more },
    });
    let count = 0;
    const counter = add("Counter", DataType.Int32, 0);
    const timer = setInterval(
        () => counter.setValueFromSource({ dataType: DataType.Int32, value: ++count }, StatusCodes.Good, new Date()), 100);
    addressSpace.registerShutdownTask(() => clearInterval(timer));

    add("Boolean", DataType.Boolean, true);
    add("Float", DataType.Float, 1.5);
    add("String", DataType.String, "ä€");
    add("UInt64", DataType.UInt64, [0xffffffff, 0xffffffff], { arrayType: VariantArrayType.Scalar });
    add("Text", DataType.LocalizedText, { locale: "de", text: "Ofen" });
    namespace.addVariable({
        componentOf: plant, browseName: "Doubles", nodeId: "s=Doubles", dataType: DataType.Double, valueRank: 1,
        value: { dataType: DataType.Double, arrayType: VariantArrayType.Array, value: new Float64Array([1, 2.5]) },
    });
    const mode = namespace.addEnumerationType({ browseName: "Mode", enumeration: ["Off", "Automatic", "Manual"] });
    namespace.addVariable({
        componentOf: plant, browseName: "Enumeration", nodeId: "s=Enumeration", dataType: mode.nodeId,
        value: { dataType: DataType.Int32, value: 1 },
    });
    const point = addressSpace.findDataType("Point", namespace.index);
    namespace.addVariable({
        componentOf: plant, browseName: "Structure", nodeId: "s=Structure", dataType: point.nodeId,
        value: new Variant({
            dataType: DataType.ExtensionObject,
            value: addressSpace.constructExtensionObject(point, { x: 1.5, n: 7, tags: ["a", "b"] }),
        }),
    });
}

async function main(port, pki) {
    const server = new OPCUAServer({
        port,
        hostname: "127.0.0.1",
        serverInfo: { applicationUri: URI },
        serverCertificateManager: new OPCUACertificateManager({ automaticallyAcceptUnknownCertificate: false, rootFolder: pki }),
        userCertificateManager: new OPCUACertificateManager({ automaticallyAcceptUnknownCertificate: true, rootFolder: pki + "-users" }),
        nodeset_filename: [nodesets.standard, path.join(__dirname, "plant.xml")],
        securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
        securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
        userManager: { isValidUser: (user, password) => user === "operator" && password === "secret" },
    });
    await server.initialize();
    addVariables(server);
    await server.start();
    console.log("listening on " + port);
    process.on("SIGTERM", async () => {
        await server.shutdown(0);
        process.exit(0);
    });
}

main(Number(process.argv[2]), process.argv[3]).catch(error => {
    console.error(error);
    process.exit(1);
});
