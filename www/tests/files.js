// Files as they are dropped on the page.

/** A virtual network as `az` exports it. */
export const VNET = { id: "/subscriptions/s/resourceGroups/rg-bots/providers/Microsoft.Network/virtualNetworks/vnet-bots", name: "vnet-bots", type: "Microsoft.Network/virtualNetworks", location: "northeurope", dhcpOptions: { dnsServers: ["10.0.0.4", "10.0.0.5"] } };

/** A file of this text. */
export const file = (name, text, encoding) => ({ name, mimeType: "application/json", buffer: Buffer.from(text, encoding) });

/** Drops files on the page. */
export const drop = (page, ...files) => page.locator("input[type=file]").setInputFiles(files);
