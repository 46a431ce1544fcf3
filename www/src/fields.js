// The form as data: for each fact its words, the place it takes in the case, and the values it can have.

const PERSON = "maker";
const ENVIRONMENT = "target";
const IMAGE = "custom";
const NETWORK = "custom";
const SUBSCRIPTION = "azure";

/** The day on which the page is opened. */
export const TODAY = new Date().toISOString().slice(0, 10);

const present = [["Present", "present"], ["Missing", "absent"]];
const yes = [["Yes", true], ["No", false]];
const sharedWithYou = [["Yes, with you", [PERSON]], ["No", []]];
const reader = [["Yes, Reader or more", [PERSON]], ["No", []]];

const ownImage = (values) => values.image === IMAGE;
const ownNetwork = (values) => values.network === NETWORK;
const ownResource = (values) => ownImage(values) || ownNetwork(values);

/** What every case of this form has, whatever is filled in. */
export const BASE = {
  people: { [PERSON]: {} },
  environments: { [ENVIRONMENT]: {} },
  request: { actor: PERSON, "create-machine": { environment: ENVIRONMENT } },
};

/** Facts that hold as soon as the machine uses an image or a network of the organisation's own. */
export function implied(values) {
  const facts = [];
  if (ownResource(values)) facts.push([`/subscriptions/${SUBSCRIPTION}`, {}]);
  if (ownImage(values)) facts.push([`/images/${IMAGE}/subscription`, SUBSCRIPTION]);
  if (ownNetwork(values)) {
    facts.push([`/networks/${NETWORK}/subscription`, SUBSCRIPTION]);
    facts.push([`/networks/${NETWORK}/resource_group`, "resource-group"]);
  }
  return facts;
}

const grant = (role, scope) => ({ principal: "windows-365", role, scope });
const readsSubscription = grant("reader", "subscription");
const onGroup = (role) => grant(role, "resource-group/resource-group");
const onNetwork = (role) => grant(role, `virtual-network/${NETWORK}`);

/** Two letters and a name for every country and region that the browser can name. */
function countries() {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const notCountries = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.includes(code) && names.of(code) !== undefined)
    // A retired code has the name of the one that replaced it.
    .filter((code) => new Intl.Locale(`und-${code}`).region === code)
    .map((code) => [names.of(code), code])
    .sort(([a], [b]) => a.localeCompare(b, "en"));
}

const machine = {
  title: "Machine",
  fields: [
    { id: "as_of", label: "Judged as of", at: "/as_of", kind: "date", initial: TODAY, hint: "the day it would be created" },
    { id: "name", label: "Machine name", at: "/request/create-machine/name", kind: "text" },
    {
      id: "image", label: "Image", at: "/request/create-machine/image", kind: "choice",
      options: [["Default image", "default"], ["A custom image", IMAGE]],
    },
    {
      id: "network", label: "Network", at: "/request/create-machine/network", kind: "choice", blank: "Microsoft Hosted Network",
      options: [["A network of our own", NETWORK]],
    },
  ],
};

const you = {
  title: "You",
  fields: [
    {
      id: "roles", label: "Your role in the environment", at: `/people/${PERSON}/roles/${ENVIRONMENT}`, kind: "choice",
      options: [
        ["Environment Maker", ["environment-maker"]],
        ["Desktop Flows Machine Owner", ["machine-owner"]],
        ["Desktop Flows Machine Configuration Admin", ["configuration-admin"]],
        ["System Administrator", ["system-administrator"]],
        ["Basic User", ["basic-user"]],
        ["None", []],
      ],
    },
    {
      id: "plans", label: "Your Power Automate plan", at: `/people/${PERSON}/plans`, kind: "choice",
      options: [
        ["Power Automate Premium", ["power-automate-premium"]],
        ["Power Automate Premium trial", ["power-automate-premium-trial"]],
        ["Another, or none", []],
      ],
    },
    {
      id: "licences", label: "Your licences for Windows, Intune and Entra ID", at: `/people/${PERSON}/licences`, kind: "choice",
      options: [
        ["All three, with Entra ID P1", ["windows", "intune", "entra", "entra-p1"]],
        ["All three, without Entra ID P1", ["windows", "intune", "entra"]],
        ["Windows is missing", ["intune", "entra", "entra-p1"]],
        ["Intune is missing", ["windows", "entra", "entra-p1"]],
        ["None of them", []],
      ],
    },
    {
      id: "trial", label: "Your 90-day self-assisted trial", at: `/people/${PERSON}/self_assisted_trial`, kind: "choice",
      options: [["Never started", "none"]],
    },
    {
      id: "intune_licensed", label: "Your Intune licence assigned on", at: `/people/${PERSON}/intune_licensed`, kind: "date",
    },
    {
      id: "account", label: "Your account", at: `/people/${PERSON}/account`, kind: "choice",
      options: [["Enabled", "enabled"], ["Disabled", "disabled"]],
    },
    {
      id: "account_kind", label: "Kind of account", at: `/people/${PERSON}/account_kind`, kind: "choice",
      options: [["Work or school", "work-or-school"], ["Personal", "personal"]],
    },
  ],
};

const environment = {
  title: "Environment",
  fields: [
    {
      id: "geography", label: "Geography", at: `/environments/${ENVIRONMENT}/geography`, kind: "choice",
      options: [
        ["Asia", "asia"], ["Australia", "australia"], ["Brazil", "brazil"], ["Canada", "canada"], ["Europe", "europe"],
        ["France", "france"], ["Germany", "germany"], ["India", "india"], ["Japan", "japan"], ["Korea", "korea"],
        ["Norway", "norway"], ["Singapore", "singapore"], ["South Africa", "south-africa"], ["Switzerland", "switzerland"],
        ["United Arab Emirates", "united-arab-emirates"], ["United Kingdom", "united-kingdom"], ["United States", "united-states"],
      ],
    },
    {
      id: "kind", label: "Kind of environment", at: `/environments/${ENVIRONMENT}/kind`, kind: "choice",
      options: [
        ["Production", "production"], ["Sandbox", "sandbox"], ["Trial", "trial"], ["Developer", "developer"],
        ["Default", "default"], ["Dataverse for Teams", "teams"],
      ],
    },
    {
      id: "hosted_machines", label: "Hosted machines enabled", at: `/environments/${ENVIRONMENT}/features/hosted_machines`, kind: "choice",
      options: [["Yes", "enabled"], ["No", "disabled"]], hint: "settings, features, hosted RPA",
    },
    {
      id: "flow_extensions", label: "Version of MicrosoftFlowExtensionsCore", at: `/environments/${ENVIRONMENT}/flow_extensions_version`,
      kind: "text", hint: "such as 1.2.4.1",
    },
    {
      id: "cross_geo", label: "Cross-geo support", at: `/environments/${ENVIRONMENT}/cross_geo`, kind: "choice",
      options: [["Enabled", "enabled"], ["Disabled", "disabled"]],
    },
    {
      id: "addons", label: "Hosted RPA add-ons assigned", at: `/environments/${ENVIRONMENT}/hosted_rpa_addons`, kind: "number",
      hint: "one for each hosted machine",
    },
    {
      id: "trial_addons", label: "Trial add-ons assigned", at: `/environments/${ENVIRONMENT}/hosted_rpa_trial_addons`, kind: "number",
    },
    { id: "machines", label: "Hosted machines in it today", at: `/environments/${ENVIRONMENT}/hosted_machines`, kind: "number" },
    { id: "groups", label: "Hosted machine groups in it today", at: `/environments/${ENVIRONMENT}/hosted_machine_groups`, kind: "number" },
    {
      id: "elsewhere", label: "Units used by other machines", at: `/environments/${ENVIRONMENT}/hosted_process_elsewhere`, kind: "number",
      hint: "Hosted Process in place of Process licences",
    },
    {
      id: "default_image_all", label: "Default image for everybody", at: `/environments/${ENVIRONMENT}/default_image/shared_with_all`,
      kind: "choice", options: [["Yes", "enabled"], ["No", "disabled"]], when: (values) => values.image === "default",
    },
    {
      id: "default_image", label: "Default image shared", at: `/environments/${ENVIRONMENT}/default_image/shared_with`,
      kind: "choice", options: sharedWithYou, when: (values) => values.image === "default",
    },
  ],
};

const tenant = {
  title: "Tenant",
  fields: [
    { id: "country", label: "Country or region", at: "/tenant/country", kind: "choice", options: countries() },
    {
      id: "cloud", label: "Microsoft cloud", at: "/tenant/cloud", kind: "choice",
      options: [["Public", "public"], ["GCC", "gcc"], ["GCC High", "gcc-high"], ["DoD", "dod"], ["China (21Vianet)", "china"]],
    },
    { id: "entra", label: "Microsoft Entra tenant", at: "/tenant/entra", kind: "choice", options: present },
    { id: "intune", label: "Microsoft Intune", at: "/tenant/intune/state", kind: "choice", options: present },
    {
      id: "automatic_enrolment", label: "Automatic enrolment in Intune", at: "/tenant/intune/automatic_enrolment", kind: "choice",
      options: [["Set up", "enabled"], ["Not set up", "disabled"]],
    },
    {
      id: "configuration_manager", label: "Configuration Manager pushed at once", at: "/tenant/configuration_manager_push", kind: "choice",
      options: [["No", "absent"], ["Yes", "present"]],
    },
    {
      id: "enrolment", label: "Enrolment of Windows (MDM), corporate", at: "/tenant/intune/windows_corporate_enrolment", kind: "choice",
      options: [["Allowed", "allowed"], ["Blocked", "blocked"]], hint: "the device type restriction that applies",
    },
    {
      id: "restrictions", label: "Enrolment restrictions of your own", at: "/tenant/intune/custom_restrictions", kind: "choice",
      options: [["None", []], ["One blocks Windows for you", [{ windows: "blocked", applies_to: [PERSON] }]]],
    },
    ...[
      ["windows_365", "Windows 365"],
      ["azure_virtual_desktop", "Azure Virtual Desktop"],
      ["azure_virtual_desktop_client", "Azure Virtual Desktop Client"],
      ["azure_virtual_desktop_arm_provider", "Azure Virtual Desktop ARM Provider"],
    ].map(([id, name]) => ({
      id, label: `Service principal ${name}`, at: `/tenant/service_principals/${id}`, kind: "choice", options: present,
    })),
    {
      id: "failed_before", label: "A machine failed for want of one of these", at: "/tenant/failed_for_service_principal", kind: "choice",
      options: yes,
    },
  ],
};

const subscription = {
  title: "Azure subscription",
  when: ownResource,
  fields: [
    {
      id: "subscription", label: "State of the subscription", at: `/subscriptions/${SUBSCRIPTION}/state`, kind: "choice",
      options: [["Enabled", "enabled"], ["Disabled", "disabled"]],
    },
    {
      id: "grants", label: "Azure roles of Windows 365 in it", at: `/subscriptions/${SUBSCRIPTION}/grants`, kind: "choice",
      hint: "inherited and group assignments included",
      options: [
        ["None", []],
        ["Reader on the subscription", [readsSubscription]],
        [
          "Reader, and Network Contributor on group and network",
          [readsSubscription, onGroup("network-contributor"), onNetwork("network-contributor")],
        ],
        [
          "Reader, and the two Windows 365 network roles",
          [
            readsSubscription,
            onGroup("windows-365-network-interface-contributor"),
            onNetwork("windows-365-network-user"),
          ],
        ],
      ],
    },
  ],
};

const image = {
  title: "Custom image",
  when: ownImage,
  fields: [
    {
      id: "usage", label: "Made for", at: `/images/${IMAGE}/usage`, kind: "choice",
      options: [["Hosted machines", "hosted-machine"], ["Hosted machine groups", "hosted-machine-group"], ["Both", "both"]],
    },
    {
      id: "generation", label: "Hyper-V generation", at: `/images/${IMAGE}/generation`, kind: "choice",
      options: [["Generation 2", 2], ["Generation 1", 1]],
    },
    { id: "generalized", label: "Generalized", at: `/images/${IMAGE}/generalized`, kind: "choice", options: yes },
    {
      id: "session", label: "Windows sessions", at: `/images/${IMAGE}/session`, kind: "choice",
      options: [["Single session", "single"], ["Multi-session", "multi"]],
    },
    {
      id: "os_family", label: "Operating system", at: `/images/${IMAGE}/os/family`, kind: "choice",
      options: [["Windows 11", "windows-11"], ["Windows 10", "windows-10"], ["Windows Server", "windows-server"], ["Linux", "linux"]],
    },
    {
      id: "os_edition", label: "Edition", at: `/images/${IMAGE}/os/edition`, kind: "choice",
      options: [["Enterprise", "enterprise"], ["Pro", "pro"], ["Education", "education"], ["Home", "home"]],
    },
    { id: "os_build", label: "Build", at: `/images/${IMAGE}/os/build`, kind: "number", hint: "such as 22621" },
    { id: "os_disk", label: "OS disk, in GB", at: `/images/${IMAGE}/os_disk_gb`, kind: "number" },
    {
      id: "recovery", label: "Recovery partition", at: `/images/${IMAGE}/recovery_partition`, kind: "choice", options: present,
    },
    {
      id: "security", label: "Security type", at: `/images/${IMAGE}/security_type`, kind: "choice",
      options: [
        ["Standard", "standard"], ["Trusted launch", "trusted-launch"],
        ["Trusted launch supported", "trusted-launch-supported"], ["Confidential", "confidential"],
      ],
    },
    {
      id: "version_status", label: "Status of the image version", at: `/images/${IMAGE}/version_status`, kind: "choice",
      options: [
        ["Active", "active"], ["Provisioning", "provisioning"], ["Provisioning failed", "provisioning-failed"],
        ["Error", "error"], ["Inactive", "inactive"],
      ],
    },
    {
      id: "support", label: "Windows 365 supports its Windows", at: `/images/${IMAGE}/windows_365_support`, kind: "choice",
      options: [["Yes", "supported"], ["With a warning", "supported-with-warning"], ["No", "refused"]],
    },
    {
      id: "registered", label: "Machine runtime registered before capture", at: `/images/${IMAGE}/runtime_registered`, kind: "choice",
      options: yes,
    },
    { id: "regions", label: "Replicated to", at: `/images/${IMAGE}/regions`, kind: "list", hint: "Azure regions, with commas" },
    {
      id: "sharing", label: "Gallery shared", at: `/images/${IMAGE}/gallery/sharing`, kind: "choice",
      options: [["By role (RBAC)", "rbac"], ["Directly (groups)", "groups"], ["With the community", "community"]],
    },
    { id: "readers", label: "Your rights on the gallery", at: `/images/${IMAGE}/gallery/readers`, kind: "choice", options: reader },
    { id: "image_shared", label: "Image shared", at: `/images/${IMAGE}/shared_with`, kind: "choice", options: sharedWithYou },
  ],
};

const network = {
  title: "Custom network",
  when: ownNetwork,
  fields: [
    { id: "network_region", label: "Azure region", at: `/networks/${NETWORK}/region`, kind: "text", hint: "such as northeurope" },
    { id: "created", label: "Created on", at: `/networks/${NETWORK}/created`, kind: "date" },
    { id: "free", label: "Free addresses in the subnet", at: `/networks/${NETWORK}/subnet/free`, kind: "number" },
    {
      id: "custom_networks", label: "Custom networks in the tenant", at: "/tenant/custom_networks", kind: "number",
      hint: "this one included",
    },
    {
      id: "join", label: "Machines join", at: `/networks/${NETWORK}/connection/join`, kind: "choice",
      options: [["Microsoft Entra ID", "entra"], ["A local domain as well", "hybrid"]],
    },
    {
      id: "connection_usage", label: "Connection made for", at: `/networks/${NETWORK}/connection/usage`, kind: "choice",
      options: [["Hosted machines", "hosted-machine"], ["Hosted machine groups", "hosted-machine-group"], ["Both", "both"]],
    },
    {
      id: "connection_state", label: "State of the connection", at: `/networks/${NETWORK}/connection/state`, kind: "choice",
      options: [["Active", "active"], ["Provisioning", "provisioning"], ["Error", "error"], ["Inactive", "inactive"]],
    },
    {
      id: "policy", label: "A policy denies network interfaces", at: `/networks/${NETWORK}/policy_denies_interfaces`, kind: "choice",
      options: yes,
    },
    {
      id: "endpoints", label: "Addresses of Windows 365, Intune and AVD", at: `/networks/${NETWORK}/windows_365_endpoints`, kind: "choice",
      options: [["Allowed", "allowed"], ["Blocked", "blocked"]],
    },
    {
      id: "runtime_endpoints", label: "Addresses of Power Automate", at: `/networks/${NETWORK}/runtime_endpoints`, kind: "choice",
      options: [["Allowed", "allowed"], ["Blocked", "blocked"]],
    },
    { id: "network_readers", label: "Your rights on the network", at: `/networks/${NETWORK}/readers`, kind: "choice", options: reader },
    { id: "network_shared", label: "Network connection shared", at: `/networks/${NETWORK}/connection/shared_with`, kind: "choice", options: sharedWithYou },
  ],
};

/** The groups of the form, in the order of the page. */
export const GROUPS = [machine, you, environment, tenant, subscription, image, network];

/** Every field, with the condition of its group. */
export const FIELDS = GROUPS.flatMap((group) =>
  group.fields.map((field) => ({
    ...field,
    when: (values) => (group.when?.(values) ?? true) && (field.when?.(values) ?? true),
  })),
);
