//! `greenlight rulebook` and `greenlight roles`, and the values that a report used.

use expect_test::expect;
use serde_json::Value;

use crate::support::{CASE, Folder, case};

#[test]
fn a_part_of_the_rulebook_with_its_sources() {
    let folder = Folder::new();
    let ended = folder.run("rulebook network.virtual --rulebook 2025-03-10 --as-of 2023-10-01");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        network.virtual-network-role  What the Windows 365 service principal needs on the virtual network, from the day it was created.
          Network Contributor
          since 1970-01-01 until 2023-11-26, published by 2022-12-12: Hosted machines (preview), Share the virtual network with Windows 365 service principal, 2022-12-12

        1 value; rulebook of 2025-03-10, in force at 2023-10-01T00:00:00Z
    "#]].assert_eq(&ended.out);
    let listed: Value = serde_json::from_str(&folder.run("rulebook --format json").out).unwrap();
    assert!(listed["values"].as_array().unwrap().len() > 100);
}

#[test]
fn what_changed_between_two_rulebooks() {
    let ended = Folder::new().run("rulebook licence.plan --diff 2024-01-24 2025-03-10");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        licence.plan-required
          yes became no (Hosted machines, Licensing requirements, 2025-03-10). Whether the creator of a hosted machine needs a plan beside the capacity.

        1 value and 0 rules changed from the rulebook of 2024-01-24 at 2024-01-24T00:00:00Z to that of 2025-03-10 at 2025-03-10T00:00:00Z
    "#]].assert_eq(&ended.out);
}

#[test]
fn a_part_that_does_not_exist_is_answered_by_the_nearest() {
    let folder = Folder::new();
    let ended = folder.run("rulebook netwrok");
    assert_eq!(ended.code, 2);
    expect![[r#"
        error: nothing in the rulebook is called or speaks of `netwrok`
         |
         = help: did you mean `network`?

    "#]]
    .assert_eq(&ended.err);
    assert_eq!(folder.run("rulebook --rulebook 2020-01-01").code, 2);
    assert_eq!(folder.run("rulebook --diff 2024-01-24").code, 2);
    assert_eq!(folder.run("rulebook --rulebook yesterday").code, 2);
}

#[test]
fn a_report_tells_which_values_it_used_only_when_asked() {
    let folder = Folder::with("case.yaml", CASE);
    assert!(!folder.run("check case.yaml").out.contains("values of the rulebook"));
    let all = folder.run("check case.yaml --all --rulebook 2024-01-24").out;
    assert!(
        all.contains("  image.generation: 2\n  since 2024-01-24: Hosted machines, Image requirements"),
        "{all}"
    );
}

#[test]
fn who_could_do_something_the_least_role_first() {
    let folder = Folder::new();
    let ended = folder.run("roles --can create-image --rulebook 2024-01-24");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        create image  needs flow-machine-image.create, flow-machine-image.append
          Desktop Flows Machine Configuration Admin  brings flow-machine-image.*, flow-machine-network.*
          Environment Maker  brings flow-machine.*, flow-machine-group.*, flow-machine-image.*, flow-machine-network.*
          System Administrator  brings flow-machine.*, flow-machine-group.*, flow-machine-image.*, flow-machine-network.*, flow-capacity-assignment.*
          Reader on the Azure Compute Gallery is needed beside it, and is given in Azure

        as of 2024-01-24T00:00:00Z, rulebook of 2024-01-24
    "#]].assert_eq(&ended.out);
    let matrix = folder.run("roles --rulebook 2024-01-24").out;
    assert!(
        matrix
            .contains("Desktop Flows Machine Owner  (our reading)\n  Flow Machine              everything\n"),
        "{matrix}"
    );
}

#[test]
fn whether_a_person_can_and_what_they_lack() {
    let folder = Folder::with("case.yaml", case("[Environment Maker]", "[Desktop Flows Machine Owner]"));
    let ended =
        folder.run("roles --can share-network --case case.yaml --person maker-a --rulebook 2024-01-24");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        `maker-a` cannot share network in `prod` by their roles: flow-machine-network.share is lacking; Desktop Flows Machine Configuration Admin is the least role that brings it
          - assign `maker-a` the role Desktop Flows Machine Configuration Admin in environment `prod` (environment administrator)
          - assign `maker-a` the role Environment Maker in environment `prod` (environment administrator)
          - assign `maker-a` the role System Administrator in environment `prod` (environment administrator)

        share network  needs flow-machine-network.share
          Desktop Flows Machine Configuration Admin  brings flow-machine-image.*, flow-machine-network.*
          Environment Maker  brings flow-machine.*, flow-machine-group.*, flow-machine-image.*, flow-machine-network.*
          System Administrator  brings flow-machine.*, flow-machine-group.*, flow-machine-image.*, flow-machine-network.*, flow-capacity-assignment.*
          a network connection is shared by whoever owns it or administers network connections

        as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]].assert_eq(&ended.out);
    let all = folder.run("roles --case case.yaml --person maker-a --environment prod").out;
    assert!(all.contains("`maker-a` can create machine in `prod`, by their roles\n"), "{all}");
    let stranger = folder.run("roles --case case.yaml --person maker-b");
    assert_eq!(stranger.code, 2);
    assert!(stranger.err.contains("did you mean `maker-a`?"), "{stranger:?}");
    let unknown = folder.run("roles --can fly");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("nothing that can be done is called `fly`"), "{unknown:?}");
    assert_eq!(folder.run("roles --person maker-a").code, 2);
}
