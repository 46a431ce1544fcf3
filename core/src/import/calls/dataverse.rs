//! Calls of the Dataverse Web API: a caller sees the rows that it may read, and no answer says that there are others.

use super::{Call, PLAIN, Sign, UNREAD, Whole};
use crate::import::dataverse::{OWNED, images, machines, networks, people, shares, upkeep};

const USER: &str = "Desktop Flows Machine Owner sees one's own rows; System Administrator, or read at organization level, sees all";
const READ: &str =
    "a caller with read at organization level on the table, such as System Administrator, and all pages";

pub(super) const CALLS: &[Call] = &[
    Call {
        id: "dataverse-flowmachines",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachines?$expand=FlowMachineGroupId($select=name,flowgrouptype,managementtype)",
        supplies: &[
            "/machines/*/status",
            "/machines/*/environment",
            "/machines/*/creator",
            "/machines/*/image",
            "/machines/*/network",
            "/machines/*/group",
            "/machines/*/error",
            "/machines/*/requested",
            "/machines/*/maintenance",
            "/machines/*/desktop_version",
            "/machines/*/over_capacity_since",
            "/machines_complete",
        ],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowmachines"), Sign::Has(&["flowmachineid", "statuscode"])],
        names: machines::note_machine,
        facts: machines::machines,
        members: &[
            machines::MACHINE,
            machines::GROUP,
            images::VERSION,
            images::IMAGE,
            networks::NETWORK,
            OWNED,
        ],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowmachinegroups",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachinegroups",
        supplies: &[
            "/groups/*/kind",
            "/groups/*/state",
            "/groups/*/max_bots",
            "/groups/*/last_run",
            "/groups/*/image",
            "/groups/*/network",
            "/environments/*/group_names",
            "/groups_complete",
        ],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowmachinegroups"), Sign::Has(&["flowmachinegroupid", "managementtype"])],
        names: machines::note_group,
        facts: machines::groups,
        members: &[machines::GROUP, OWNED],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowmachineimages",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachineimages",
        supplies: &["/images/*/owner", "/environments/*/image_names"],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowmachineimages"), Sign::Has(&["flowmachineimageid", "source"])],
        names: images::note_image,
        facts: images::images,
        members: &[images::IMAGE, OWNED],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowmachineimageversions",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachineimageversions",
        supplies: &[
            "/images/*/usage",
            "/images/*/version_status",
            "/images/*/subscription",
            "/images/*/gallery/resource_group",
        ],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[
            Sign::Context("flowmachineimageversions"),
            Sign::Has(&["flowmachineimageversionid", "statuscode"]),
        ],
        names: images::note_version,
        facts: images::versions,
        members: &[images::VERSION, images::IMAGE],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowmachinenetworks",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachinenetworks",
        supplies: &[
            "/networks/*/connection/join",
            "/networks/*/connection/owner",
            "/networks/*/connection/usage",
            "/networks/*/connection/state",
            "/networks/*/connection/created",
            "/networks/*/subnet/name",
            "/environments/*/network_names",
        ],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowmachinenetworks"), Sign::Has(&["flowmachinenetworkid", "subnet"])],
        names: networks::note,
        facts: networks::networks,
        members: &[networks::NETWORK, OWNED],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowcapacityassignments",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowcapacityassignments",
        supplies: &["/groups/*/committed_bots"],
        least: USER,
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowcapacityassignments"), Sign::Has(&["flowcapacityassignmentid"])],
        facts: upkeep::capacity,
        ..PLAIN
    },
    Call {
        id: "dataverse-flowsessions",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowsessions?$orderby=startedon desc&$top=1000",
        supplies: &["/machines/*/last_run", "/groups/*/last_run"],
        least: "read on the table of runs; System Administrator sees all",
        whole: Whole::Told(READ),
        signs: &[Sign::Context("flowsessions"), Sign::Has(&["flowsessionid"])],
        facts: upkeep::sessions,
        members: &[upkeep::SESSION],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-systemusers",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/systemusers?$select=domainname,azureactivedirectoryobjectid,azurestate,applicationid&$expand=systemuserroles_association($select=name),teammembership_association($select=name)",
        supplies: &["/people/*/account", "/people/*/roles/*"],
        least: "Basic User",
        whole: Whole::Told(
            "a caller who may read users, roles and teams, teams expanded with their roles, and no link to more of any of them",
        ),
        signs: &[Sign::Context("systemusers"), Sign::Has(&["systemuserid", "domainname"])],
        names: people::note_user,
        facts: people::users,
        members: &[people::USER],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-systemuser-roles",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/systemusers(ID)/systemuserroles_association?$select=name",
        supplies: &["/people/*/roles/*"],
        least: "Basic User",
        whole: Whole::Never("roles by teams are not in it"),
        signs: &[Sign::Context("roles"), Sign::Has(&["roleid", "_businessunitid_value"])],
        names: people::note_whose,
        facts: people::roles,
        ..PLAIN
    },
    Call {
        id: "dataverse-teams",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/teams?$select=name&$expand=teamroles_association($select=name)",
        supplies: &["/people/*/roles/*"],
        least: "Basic User",
        whole: Whole::Told(READ),
        signs: &[Sign::Context("teams"), Sign::Has(&["teamid", "teamtype"])],
        names: people::note_team,
        ..PLAIN
    },
    Call {
        id: "dataverse-shares",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/principalobjectaccessset?$filter=objecttypecode eq 'flowmachineimage' or objecttypecode eq 'flowmachinenetwork'",
        supplies: &["/images/*/shared_with", "/networks/*/connection/shared_with"],
        least: "System Administrator",
        whole: Whole::Never("members of teams are not in it"),
        signs: &[
            Sign::Context("principalobjectaccessset"),
            Sign::Has(&["objecttypecode", "accessrightsmask"]),
        ],
        facts: shares::shares,
        members: &[shares::SHARE],
        each: true,
        ..PLAIN
    },
    Call {
        id: "dataverse-shared-principals",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={'@odata.id':'flowmachineimages(ID)'}",
        supplies: &["/images/*/shared_with"],
        least: "read on the record",
        whole: Whole::Never("members of teams are not in it"),
        signs: &[
            Sign::Context("Microsoft.Dynamics.CRM.RetrieveSharedPrincipalsAndAccessResponse"),
            Sign::Has(&["PrincipalAccesses"]),
        ],
        facts: shares::principals,
        ..PLAIN
    },
    Call {
        id: "dataverse-connection-references",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/connectionreferences",
        least: "Basic User",
        whole: Whole::Told(READ),
        signs: &[Sign::Context("connectionreferences"), Sign::Has(&["connectionreferenceid"])],
        ..UNREAD
    },
    Call {
        id: "dataverse-solutions",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/solutions?$select=uniquename,version",
        supplies: &["/environments/*/flow_extensions_version"],
        least: "Basic User",
        whole: Whole::Unpaged,
        signs: &[Sign::Context("solutions"), Sign::Has(&["uniquename", "version"])],
        facts: upkeep::solutions,
        ..PLAIN
    },
    Call {
        id: "dataverse-count",
        ask: "GET https://ORG.crm.dynamics.com/api/data/v9.2/flowmachines/$count",
        least: USER,
        whole: Whole::Never("it counts machines of every kind"),
        signs: &[Sign::Number],
        ..UNREAD
    },
];
