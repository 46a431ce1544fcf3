// What page and worker say to each other.
import type {
  CheckRequest, Description, DiagnoseRequest, Diagnosis, ExplainRequest, Explanation, Licences, LicencesRequest, Open,
  OpenRequest, Report, Roles, RolesRequest, RulebookAnswer, RulebookRequest, SimulateRequest, Summary, Why, WhyRequest,
} from "greenlight/whole";
import type { Dropped, Taken } from "../tenant/reading";

/** Every verb that the worker answers: what it is asked, and what it says. */
export interface Verbs {
  /** For what the small module does not find out. */
  check: { asked: CheckRequest; says: Report };
  describe: { asked: null; says: Description };
  diagnose: { asked: DiagnoseRequest; says: Diagnosis };
  explain: { asked: ExplainRequest; says: Explanation };
  licences: { asked: LicencesRequest; says: Licences };
  open: { asked: OpenRequest; says: Open };
  roles: { asked: RolesRequest; says: Roles };
  rulebook: { asked: RulebookRequest; says: RulebookAnswer };
  simulate: { asked: SimulateRequest; says: { summary: Summary; trace: string } };
  /** Files, read as what they are. */
  take: { asked: Dropped; says: Taken };
  why: { asked: WhyRequest; says: Why };
}

export type Verb = keyof Verbs;

/** From the page. */
export interface Asked {
  id: number;
  verb: Verb;
  request: unknown;
}

/** From the worker. */
export type Said =
  | { id: number; answer: unknown }
  | { id: number; refused: { message: string; help: string; at: string } }
  | { id: number; failed: string }
  | { id: number; done: number; total: number };
