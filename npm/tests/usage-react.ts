// How a program uses the resolver: compiled by the tests against the types of React Hook Form, never run.
import { useForm } from "react-hook-form";
import { engine } from "greenlight";
import { greenlightResolver } from "greenlight/react-hook-form";

type Values = { country: string; machine: { name: string } };

const resolver = greenlightResolver<Values>(engine, { toCase: ({ country }) => ({ tenant: { country } }) });

export const component = () => useForm<Values>({ resolver });
